import { relabelled, type Type } from './type.ts';

/** What two texts are compared by: nested lists of words. */
export type Form = string | number | boolean | null | readonly Form[];

/**
 * A part of SQL in its canonical form, in which every conversion that the server makes by itself stands as if it had been
 * written, and those that change nothing but the label of a type are left out.
 */
export type Term = {
  readonly form: Form;
  /** Undefined where only the server knows it. */
  readonly type: Type | undefined;
  /** The text of a string constant (null: NULL) that has no type yet. Its form is used where nothing gives it one. */
  readonly unknown?: string | null;
  /** A constant with a type: what is assigned to a domain is compared by its text. */
  readonly constant?: string;
  /** The elements of an array that is written out. */
  readonly elements?: readonly Term[];
};

export function untyped(form: Form): Term {
  return { form, type: undefined };
}

export function typed(form: Form, type: Type | undefined): Term {
  return { form, type };
}

export function unknown(text: string | null): Term {
  return { form: ['unknown', text], type: undefined, unknown: text };
}

export function isUnknown(term: Term): boolean {
  return term.unknown !== undefined;
}

/**
 * The form with the label of the type, where that is left out of forms and somebody might see it: a function that is not known,
 * the column of a view, `pg_typeof`.
 */
export function labelled(term: Term): Form {
  const { type } = term;
  return type !== undefined && relabelled(type.id) !== type.id ? [type.id, term.form] : term.form;
}
