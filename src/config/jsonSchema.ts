import { toJsonSchema } from '@valibot/to-json-schema';
import { GradLensConfig } from '../protocol/config.js';

/**
 * The JSON schema of `gradlens.json`, with which the editor completes and explains it. The build writes it into a file. Unknown keys
 * are not its business: GradLens's own check says of them what was meant, and once is enough.
 */
export function configSchemaText(): string {
  const schema = { title: 'GradLens', ...toJsonSchema(GradLensConfig, { errorMode: 'ignore', typeMode: 'output' }) };
  const replace = (key: string, value: unknown) =>
    key === 'additionalProperties' && value === false ? undefined : value;
  return `${JSON.stringify(schema, replace, 2)}\n`;
}
