export type ModalityId =
  | 'text'
  | 'image'
  | 'video'
  | 'audio'
  | 'multimodal'
  | 'tabular'
  | 'robotics'
  | 'other'
  | 'none';

export interface Modality {
  id: ModalityId;
  name: string;
  says: string;
}

/** What tasks read and write, in broad groups. Order is the order of tables and charts. */
export const MODALITIES: readonly Modality[] = [
  {
    id: 'text',
    name: 'Text',
    says: 'Reads and writes text: language models, encoders, classifiers, translation.',
  },
  { id: 'image', name: 'Image', says: 'Reads or makes still pictures or 3D shapes.' },
  { id: 'video', name: 'Video', says: 'Reads or makes moving pictures.' },
  { id: 'audio', name: 'Audio', says: 'Speech, music and other sound.' },
  { id: 'multimodal', name: 'Multimodal', says: 'Reads several kinds at once, such as pictures and text.' },
  { id: 'tabular', name: 'Tables and time series', says: 'Tables of numbers, and forecasts.' },
  {
    id: 'robotics',
    name: 'Robotics and reinforcement learning',
    says: 'Policies that act in a world, real or simulated.',
  },
  { id: 'other', name: 'Other', says: 'Any other task, or a word that is no task of the Hub.' },
  {
    id: 'none',
    name: 'No task stated',
    says: 'The repository names no task, so nothing tells its modality.',
  },
];

export interface Task {
  /** The pipeline tag as the Hub writes it; `other` for every other word, `none` where there is no tag. */
  id: string;
  name: string;
  modality: ModalityId;
  /**
   * True for language models: what writes free text from a prompt of text, alone or with pictures, video or sound (LLMs
   * and VLMs). Not translation, summarization, captioning or reading answers off a page, whose models do that one task;
   * not encoders.
   */
  language: boolean;
}

/**
 * The pipeline tags of the Hub (`@huggingface/tasks` 0.21.54), and `text2text-generation` and `conversational`, which
 * it dropped and repositories still carry.
 */
export const TASKS: readonly Task[] = [
  { id: 'text-generation', name: 'Text generation', modality: 'text', language: true },
  { id: 'text2text-generation', name: 'Text-to-text generation', modality: 'text', language: true },
  { id: 'conversational', name: 'Conversation', modality: 'text', language: true },
  { id: 'image-text-to-text', name: 'Image and text to text', modality: 'multimodal', language: true },
  { id: 'video-text-to-text', name: 'Video and text to text', modality: 'multimodal', language: true },
  { id: 'audio-text-to-text', name: 'Audio and text to text', modality: 'multimodal', language: true },
  {
    id: 'visual-question-answering',
    name: 'Visual question answering',
    modality: 'multimodal',
    language: true,
  },
  { id: 'any-to-any', name: 'Any to any', modality: 'multimodal', language: true },
  { id: 'fill-mask', name: 'Fill-mask', modality: 'text', language: false },
  { id: 'feature-extraction', name: 'Feature extraction', modality: 'text', language: false },
  { id: 'sentence-similarity', name: 'Sentence similarity', modality: 'text', language: false },
  { id: 'text-ranking', name: 'Text ranking', modality: 'text', language: false },
  { id: 'text-retrieval', name: 'Text retrieval', modality: 'text', language: false },
  { id: 'text-classification', name: 'Text classification', modality: 'text', language: false },
  { id: 'token-classification', name: 'Token classification', modality: 'text', language: false },
  { id: 'zero-shot-classification', name: 'Zero-shot classification', modality: 'text', language: false },
  { id: 'question-answering', name: 'Question answering', modality: 'text', language: false },
  { id: 'table-question-answering', name: 'Table question answering', modality: 'text', language: false },
  { id: 'multiple-choice', name: 'Multiple choice', modality: 'text', language: false },
  { id: 'summarization', name: 'Summarization', modality: 'text', language: false },
  { id: 'translation', name: 'Translation', modality: 'text', language: false },
  { id: 'table-to-text', name: 'Table to text', modality: 'text', language: false },
  { id: 'tabular-to-text', name: 'Tabular to text', modality: 'tabular', language: false },
  {
    id: 'document-question-answering',
    name: 'Document question answering',
    modality: 'multimodal',
    language: false,
  },
  {
    id: 'visual-document-retrieval',
    name: 'Visual document retrieval',
    modality: 'multimodal',
    language: false,
  },
  { id: 'image-text-to-image', name: 'Image and text to image', modality: 'multimodal', language: false },
  { id: 'image-text-to-video', name: 'Image and text to video', modality: 'multimodal', language: false },
  { id: 'image-classification', name: 'Image classification', modality: 'image', language: false },
  { id: 'image-feature-extraction', name: 'Image feature extraction', modality: 'image', language: false },
  { id: 'image-segmentation', name: 'Image segmentation', modality: 'image', language: false },
  { id: 'mask-generation', name: 'Mask generation', modality: 'image', language: false },
  { id: 'object-detection', name: 'Object detection', modality: 'image', language: false },
  {
    id: 'zero-shot-image-classification',
    name: 'Zero-shot image classification',
    modality: 'image',
    language: false,
  },
  {
    id: 'zero-shot-object-detection',
    name: 'Zero-shot object detection',
    modality: 'image',
    language: false,
  },
  { id: 'keypoint-detection', name: 'Keypoint detection', modality: 'image', language: false },
  { id: 'depth-estimation', name: 'Depth estimation', modality: 'image', language: false },
  { id: 'image-to-text', name: 'Image to text', modality: 'image', language: false },
  { id: 'image-to-image', name: 'Image to image', modality: 'image', language: false },
  { id: 'image-to-3d', name: 'Image to 3D', modality: 'image', language: false },
  { id: 'text-to-image', name: 'Text to image', modality: 'image', language: false },
  { id: 'text-to-3d', name: 'Text to 3D', modality: 'image', language: false },
  {
    id: 'unconditional-image-generation',
    name: 'Unconditional image generation',
    modality: 'image',
    language: false,
  },
  { id: 'image-to-video', name: 'Image to video', modality: 'video', language: false },
  { id: 'text-to-video', name: 'Text to video', modality: 'video', language: false },
  { id: 'video-to-video', name: 'Video to video', modality: 'video', language: false },
  { id: 'video-classification', name: 'Video classification', modality: 'video', language: false },
  { id: 'automatic-speech-recognition', name: 'Speech recognition', modality: 'audio', language: false },
  { id: 'text-to-speech', name: 'Text to speech', modality: 'audio', language: false },
  { id: 'text-to-audio', name: 'Text to audio', modality: 'audio', language: false },
  { id: 'audio-to-audio', name: 'Audio to audio', modality: 'audio', language: false },
  { id: 'audio-classification', name: 'Audio classification', modality: 'audio', language: false },
  { id: 'voice-activity-detection', name: 'Voice activity detection', modality: 'audio', language: false },
  { id: 'tabular-classification', name: 'Tabular classification', modality: 'tabular', language: false },
  { id: 'tabular-regression', name: 'Tabular regression', modality: 'tabular', language: false },
  { id: 'time-series-forecasting', name: 'Time series forecasting', modality: 'tabular', language: false },
  { id: 'reinforcement-learning', name: 'Reinforcement learning', modality: 'robotics', language: false },
  { id: 'robotics', name: 'Robotics', modality: 'robotics', language: false },
  { id: 'graph-ml', name: 'Graph machine learning', modality: 'other', language: false },
  { id: 'other', name: 'Other', modality: 'other', language: false },
  { id: 'none', name: 'No task stated', modality: 'none', language: false },
];
