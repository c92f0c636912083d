import type { Weights } from './weights.ts';

/** Tags that name a file format. The Hub derives most of them from the files of the repo. */
const TAGS = spellings({
  safetensors: 'safetensors',
  gguf: 'gguf',
  ggml: 'ggml',
  pytorch: 'pytorch',
  tf: 'tensorflow',
  tensorflow: 'tensorflow',
  keras: 'tensorflow',
  'tf-keras': 'tensorflow',
  jax: 'jax',
  flax: 'jax',
  onnx: 'onnx',
  mlx: 'mlx',
  openvino: 'openvino',
  coreml: 'coreml',
  'core-ml': 'coreml',
  tflite: 'tflite',
  litert: 'tflite',
  executorch: 'executorch',
  nemo: 'nemo',
  paddlepaddle: 'paddle',
  ctranslate2: 'ctranslate2',
  joblib: 'joblib',
});
/** Libraries that read one format only. As tags some of them merely promise that they can. */
const LIBRARIES = new Map([
  ...TAGS,
  ...spellings({
    'llama.cpp': 'gguf',
    'llama-cpp': 'gguf',
    onnxruntime: 'onnx',
    'transformers.js': 'onnx',
    'mlx-lm': 'mlx',
    'mlx-vlm': 'mlx',
    'mlx-audio': 'mlx',
    coremltools: 'coreml',
    'litert-lm': 'tflite',
    paddleocr: 'paddle',
  }),
]);
const NAME_ENDS = /[-_.](gguf|ggml|mlx|onnx)$/i;

/**
 * The file formats a record names, sorted, each once. `diffusers` is none: it is a layout of safetensors and
 * stands in `library`. The ending of the name (`-GGUF`) speaks only where nothing else does.
 */
export function formatsOf(
  repoId: string,
  { tags, library, weights }: { tags: readonly string[]; library: string | null; weights: Weights },
): string[] {
  const formats: string[] = [];
  const add = (format: string | undefined) => {
    if (format !== undefined && !formats.includes(format)) formats.push(format);
  };
  for (const tag of tags) add(TAGS.get(tag));
  if (library !== null) add(LIBRARIES.get(library));
  if (weights.hasSafetensors) add('safetensors');
  if (weights.hasGguf) add('gguf');
  if (formats.length === 0) add(NAME_ENDS.exec(repoId)?.[1]?.toLowerCase());
  return formats.sort();
}

/** Lower case as the Hub writes its own tags, capitals as people write theirs. */
function spellings(words: Readonly<Record<string, string>>): Map<string, string> {
  const spelled = new Map<string, string>();
  for (const [word, format] of Object.entries(words)) {
    for (const one of [word, word.toUpperCase(), (word[0] ?? '').toUpperCase() + word.slice(1)]) {
      spelled.set(one, format);
    }
  }
  for (const one of ['PyTorch', 'TensorFlow', 'PaddlePaddle', 'PaddleOCR', 'OpenVINO', 'CoreML', 'NeMo']) {
    const format = spelled.get(one.toLowerCase());
    if (format !== undefined) spelled.set(one, format);
  }
  return spelled;
}
