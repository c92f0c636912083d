export interface Format {
  /** As the collectors write it; `other` and `none` stand for all others and for no known format. */
  id: string;
  name: string;
  says: string;
}

/**
 * File formats of weights. A model in several counts for the first of them: what was made for one runtime says more than
 * what most repositories carry beside it. Order is the order of tables and charts.
 */
export const FORMATS: readonly Format[] = [
  { id: 'gguf', name: 'GGUF', says: 'Packed for llama.cpp and what is built on it.' },
  { id: 'mlx', name: 'MLX', says: 'For Apple silicon.' },
  { id: 'onnx', name: 'ONNX', says: 'Graphs for ONNX Runtime, also in browsers.' },
  { id: 'safetensors', name: 'Safetensors', says: 'Plain tensors, the usual format of the Hub.' },
  { id: 'pytorch', name: 'PyTorch', says: 'Pickled PyTorch weights.' },
  { id: 'tensorflow', name: 'TensorFlow', says: 'TensorFlow and Keras weights.' },
  { id: 'jax', name: 'JAX', says: 'JAX and Flax weights.' },
  { id: 'other', name: 'Other', says: 'Another format, such as OpenVINO, Core ML or NeMo.' },
  { id: 'none', name: 'None named', says: 'Neither files nor tags name a format.' },
];
