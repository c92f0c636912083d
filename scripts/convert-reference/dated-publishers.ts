type PublisherRow = {
  publisher_id: string;
  name: string;
  parent: string;
  type: string;
  country: string;
  valid_from: string;
  valid_to: string;
  confidence: string;
  evidence: string;
  checked_on: string;
  note: string;
};

interface Change {
  on: string;
  evidence: string;
  before: Partial<PublisherRow>;
  after: Partial<PublisherRow>;
}

const stewardship: Change = {
  on: '2025-10-22',
  evidence: 'Announcement of 2025-10-22: https://huggingface.co/blog/sentence-transformers-joins-hf',
  before: {
    parent: 'TU Darmstadt',
    note: 'Created at UKP Lab, TU Darmstadt (DE), its steward until 2025-10-22; maintained by Hugging Face staff since late 2023',
  },
  after: {
    parent: 'Hugging Face',
    type: 'industry',
    country: 'US',
    note: 'Stewardship moved from UKP Lab (DE) to Hugging Face (US); most checkpoints are older than that',
  },
};

/** Changes of publishers whose day is documented, by publisher id. */
const changes = new Map<string, Change>([
  ['sentence-transformers', stewardship],
  ['sentence-transformers-cross-encoders', stewardship],
  [
    'jina-ai',
    {
      on: '2025-10-09',
      evidence:
        'Announcement of 2025-10-09: https://www.businesswire.com/news/home/20251009619654/en/Elastic-Completes-Acquisition-of-Jina-AI-a-Leader-in-Frontier-Models-for-Multimodal-and-Multilingual-Search',
      before: { parent: '', note: 'Acquired by Elastic on 2025-10-09' },
      after: { note: 'Acquired by Elastic; the country stays that of the seat of Jina AI' },
    },
  ],
  [
    'ggml-ai-llama-cpp',
    {
      on: '2026-02-20',
      evidence: '',
      before: { parent: '', note: 'Joined Hugging Face on 2026-02-20' },
      after: { note: 'Joined Hugging Face; the country stays that of the founder, analysts may prefer US' },
    },
  ],
]);

/** The row as it is, or the two rows before and after its dated change. */
export function dated(row: PublisherRow): PublisherRow[] {
  const change = changes.get(row.publisher_id);
  if (change === undefined) return [row];
  const evidence = [row.evidence, change.evidence].filter((part) => part !== '').join('; ');
  return [
    { ...row, evidence, ...change.before, valid_to: change.on },
    { ...row, evidence, ...change.after, valid_from: change.on },
  ];
}
