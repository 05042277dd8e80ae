/** Finds the keys that a schema allows, for hints. */
import type { z } from 'zod';

/** The keys that a schema allows at a path. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let here: readonly SchemaShape[] = [schema as SchemaShape];
  for (const step of path) here = here.flatMap((one) => stepInto(one, step));
  return [
    ...new Set(here.flatMap(unwrap).flatMap(({ def }) => Object.keys(def.shape ?? def.keyType?.def.entries ?? {}))),
  ];
}

interface SchemaShape {
  readonly def: {
    readonly type: string;
    readonly shape?: Record<string, SchemaShape>;
    readonly innerType?: SchemaShape;
    readonly options?: readonly SchemaShape[];
    readonly element?: SchemaShape;
    readonly valueType?: SchemaShape;
    readonly keyType?: SchemaShape;
    readonly entries?: Readonly<Record<string, unknown>>;
  };
}

function unwrap(schema: SchemaShape): readonly SchemaShape[] {
  const { innerType, options } = schema.def;
  if (innerType) return unwrap(innerType);
  return options ? options.flatMap(unwrap) : [schema];
}

function stepInto(schema: SchemaShape, step: PropertyKey): readonly SchemaShape[] {
  return unwrap(schema).flatMap(({ def }) => {
    const next = def.shape ? def.shape[String(step)] : (def.element ?? def.valueType);
    return next ? unwrap(next) : [];
  });
}
