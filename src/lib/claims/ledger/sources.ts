import type { ClaimSource } from '../claim.ts';

/** When the survey behind the ledger was compiled: every row of it was read or entered on this day. */
export const compiled = '2026-11-20';

/** Works that several claims come from. */
export const SOURCES = {
  momentum: {
    speaker: 'MasterNodeAI',
    title: 'Open Source AI Momentum: State of the Ecosystem',
    url: 'https://masternodeai.com/en/news/open-source-ai-momentum-state-of-the-ecosystem',
    date: '2026-06-10',
  },
  impact: {
    speaker: 'ai-rng.com',
    title: 'Open Model Community Trends and Impact',
    url: null,
    date: null,
  },
  eating: { speaker: 'The Maniac', title: 'Open Source Is Eating the AI Stack', url: null, date: null },
  economies: {
    speaker: 'Researchers at MIT, Hugging Face and others',
    title: 'Economies of Open Intelligence',
    url: null,
    date: '2025-11-27',
  },
  spring: {
    speaker: 'Hugging Face',
    title: 'State of Open Source on Hugging Face: Spring 2026',
    url: null,
    date: '2026-03-17',
  },
  summer: {
    speaker: 'Hugging Face',
    title: 'State of Open Models: Summer 2026 Observations',
    url: null,
    date: '2026-08',
  },
  atom: {
    speaker: 'The ATOM Project',
    title: 'The ATOM Report: Measuring the Open Language Model Ecosystem',
    url: 'https://arxiv.org/abs/2604.07190',
    date: '2026-04',
  },
  hai: {
    speaker: 'Stanford HAI',
    title: 'Beyond DeepSeek: China’s Diverse Open-Weight AI Ecosystem and its Policy Implications',
    url: null,
    date: '2025-12',
  },
  moclaw: { speaker: 'moclaw', title: null, url: null, date: '2026' },
  a16z: {
    speaker: 'OpenRouter and a16z',
    title: 'State of AI: An Empirical 100 Trillion Token Study with OpenRouter',
    url: 'https://a16z.com/state-of-ai/',
    date: '2025-12-04',
  },
  bourdois: {
    speaker: 'Loïck Bourdois',
    title: 'Model statistics of the 50 most downloaded entities on Hugging Face',
    url: 'https://huggingface.co/blog/lbourdois/huggingface-models-stats',
    date: '2025-10',
  },
  osborne: {
    speaker: 'Osborne, Ding and Kirk',
    title:
      'The AI Community Building the Future? A Quantitative Analysis of Development Activity on Hugging Face Hub',
    url: 'https://arxiv.org/abs/2405.13058',
    date: '2024',
  },
  tunguz: { speaker: 'Tomasz Tunguz', title: null, url: null, date: '2024-01' },
  alibaba: {
    speaker: 'Alibaba, by Xinhua',
    title: 'Alibaba’s Qwen leads the global open-source AI community with 700 million downloads',
    url: 'https://yourai.pro/alibabas-qwen-leads-the-global-open-source-ai-community-with-700-million-downloads-xinhua-news-agency/',
    date: '2026-01-13',
  },
  pulse: {
    speaker: 'Model Pulse',
    title: 'Model Pulse',
    url: 'https://github.com/tardellirs/modelpulse',
    date: '2026',
  },
  atlas: { speaker: 'The authors of Model Atlas', title: 'Model Atlas', url: null, date: null },
  liscan: {
    speaker: 'The authors of LISCAN.AI',
    title: 'The New Frontier of AI Licensing: Detecting License Incompatibilities for AI Models',
    url: 'https://liscanai.github.io/',
    date: '2026',
  },
  washing: {
    speaker: 'Jewitt, Rajbahadur, Li, Adams and Hassan',
    title: 'Permissive-Washing in the Open AI Supply Chain: A Large-Scale Audit of License Integrity',
    url: 'https://arxiv.org/abs/2602.08816',
    date: '2026-02-09',
  },
  laufer: {
    speaker: 'Laufer, Oderinwale and Kleinberg',
    title: 'Anatomy of a Machine Learning Ecosystem: 2 Million Models on Hugging Face',
    url: 'https://arxiv.org/abs/2508.06811',
    date: '2025-08-09',
  },
} as const satisfies Readonly<Record<string, ClaimSource>>;
