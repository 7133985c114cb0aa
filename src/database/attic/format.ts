/** The schema that holds what plans would have destroyed. */
export const atticSchema = 'learnr_schema_attic';
