import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PathAliases } from './pathAliases.js';
import { ProjectPackages } from './projectPackages.js';

/** What a project says of where imports lead that name no path: aliases, its own packages, `imports` of package.json. */
export class ProjectImports {
  private readonly aliases = new PathAliases();
  private readonly packages = new ProjectPackages();
  private readonly known = new Map</* folder and specifier */ string, string | null>();

  /** @returns the URL of a file that exists, or null: Node's own resolution goes first, and knows what is installed. */
  resolve(specifier: string, parentUrl: string | undefined): string | null {
    if (isAddressed(specifier) || !parentUrl?.startsWith('file:')) return null;
    const folder = dirname(fileURLToPath(parentUrl));
    const key = `${folder}\n${specifier}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = this.aliases.resolve(specifier, folder) ?? this.packages.resolve(specifier, folder);
    this.known.set(key, found);
    return found;
  }

  /** What in the project says where an import leads that leads nowhere, for a person: such a name is not to be installed. */
  explain(specifier: string, importer: string): string | null {
    if (isAddressed(specifier)) return null;
    const folder = dirname(importer);
    const mapping = this.aliases.mapping(specifier, folder);
    if (mapping) return `${mapping.configuration} maps it to ${mapping.target}, where no file is`;
    if (specifier.startsWith('#')) return 'the "imports" of package.json point to no file for it';
    const own = this.packages.packageOf(specifier, folder);
    return own && `it is the project's own package in ${own.folder}, whose entry is missing: build that package first`;
  }
}

/** Whether an import is a path or an address. */
const isAddressed = (specifier: string): boolean => /^[./]|^\w+:/.test(specifier);
