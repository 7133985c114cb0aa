export const planFormats = ['text', 'sql', 'json', 'markdown'] as const;
export type PlanFormat = (typeof planFormats)[number];
