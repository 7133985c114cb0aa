/** Keys of the top level that are no sections, by the kind of file that has them. */
export const settingKeys = {
  spec: ['postgresql'],
  release: ['title', 'parent', 'postgresql', 'dropped'],
} as const;

export type SettingKey = (typeof settingKeys)[keyof typeof settingKeys][number];

export const allSettingKeys: readonly string[] = [...settingKeys.spec, ...settingKeys.release];

export function isSetting(key: string): boolean {
  return allSettingKeys.includes(key);
}
