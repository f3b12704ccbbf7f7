import { parse, type Node } from 'acorn';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { NAMES_ONLY, ORIGIN, undeclared } from './declared.ts';

type Any = Node & Record<string, any>;
/** What Taro brings beside the functions of wx: hooks, and who one is. */
const NO_CALLS = /^(use[A-Z]\w*|getCurrentInstance|Current|Events|eventCenter|initPxTransform|env|default|__esModule)$/;

const isNode = (value: unknown): value is Any => value !== null && typeof value === 'object' && typeof (value as Any).type === 'string';
const childrenOf = (node: Any): Any[] => Object.entries(node).flatMap(([name, value]) => (name === 'type' ? [] : Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));
const namesIn = (pattern: Any | null): string[] => {
  if (!pattern) return [];
  if (pattern.type === 'Identifier') return [String(pattern['name'])];
  if (pattern.type === 'Property') return namesIn(pattern['value']);
  if (pattern.type === 'AssignmentPattern') return namesIn(pattern['left']);
  if (pattern.type === 'RestElement') return namesIn(pattern['argument']);
  return (pattern['properties'] ?? pattern['elements'] ?? []).flatMap(namesIn);
};
const declaredBy = (node: Any): string[] => (node.type === 'VariableDeclaration' ? node['declarations'].flatMap((one: Any) => namesIn(one['id'])) : /^(Function|Class)Declaration$/.test(node.type) ? namesIn(node['id']) : []);
/** Names that mean something else inside of this node: minified scripts use the same letter again and again. */
function shadowedBy(node: Any): string[] {
  const varsBelow = (inner: Any): string[] => (/Function/.test(inner.type) ? [] : [...(inner.type === 'VariableDeclaration' && inner['kind'] === 'var' ? declaredBy(inner) : []), ...childrenOf(inner).flatMap(varsBelow)]);
  if (/Function/.test(node.type)) return [...node['params'].flatMap(namesIn), ...(node.type === 'FunctionExpression' ? namesIn(node['id']) : []), ...varsBelow(node['body'])];
  if (node.type === 'BlockStatement') return node['body'].flatMap(declaredBy);
  if (/^For/.test(node.type)) return declaredBy((node['init'] ?? node['left'] ?? { type: '' }) as Any);
  return node.type === 'CatchClause' ? namesIn(node['param']) : [];
}
/** Every node below, with the names that mean something else there. */
function walk(node: Any, see: (node: Any, hidden: ReadonlySet<string>) => void, hidden: ReadonlySet<string> = new Set()): void {
  const more = shadowedBy(node), inside = more.length > 0 ? new Set([...hidden, ...more]) : hidden;
  see(node, inside);
  for (const child of childrenOf(node)) walk(child, see, inside);
}
const idOf = (node: Any | undefined): string | null => (node?.type === 'Identifier' ? String(node['name']) : null);
const nameOf = (node: Any): string => (node['computed'] ? (node['property'].type === 'Literal' ? String(node['property'].value) : '(computed)') : String(node['property'].name));

interface Use { module: string; member: string }
/** In each webpack module: which members of which other modules it uses, whether through `n(7).x`, `r.x` or the getter `n.n(r)().x`. */
const cache = new Map<string, Use[]>();
/** The modules of one script: the object that it hands to webpack's list. */
const modulesOf = (program: Any): Any[] => (program['body'] as Any[]).flatMap((statement) => {
  const call = statement.type === 'ExpressionStatement' ? (statement['expression'] as Any) : null;
  const given = call?.type === 'CallExpression' && call['callee'].type === 'MemberExpression' && nameOf(call['callee']) === 'push' ? (call['arguments'][0] as Any) : null;
  return given?.type === 'ArrayExpression' ? ((given['elements'][1]?.properties ?? []) as Any[]).map((property) => property['value'] as Any) : [];
});
function usesIn(source: string): Use[] {
  const seen = cache.get(source);
  if (seen) return seen;
  const uses: Use[] = [];
  cache.set(source, uses);
  for (const fn of modulesOf(parse(source, { ecmaVersion: 2022, sourceType: 'script' }) as Any)) {
    const need = idOf(fn['params']?.[2]), modules = new Map<string, string>();
    if (!need) continue;
    const known = (node: Any | undefined, hidden: ReadonlySet<string>): string | null => { const name = idOf(node); return name && !hidden.has(name) ? modules.get(name) ?? null : null; };
    const required = (node: Any | undefined, hidden: ReadonlySet<string>): string | null => (node?.type === 'CallExpression' && idOf(node['callee']) === need && !hidden.has(need) && node['arguments'][0]?.type === 'Literal' ? String(node['arguments'][0].value) : known(node, hidden));
    const gotten = (node: Any | undefined, hidden: ReadonlySet<string>): string | null =>
      node?.type === 'CallExpression' && node['callee'].type === 'MemberExpression' && idOf(node['callee'].object) === need && nameOf(node['callee']) === 'n' ? required(node['arguments'][0], hidden) : null;
    const none = new Set<string>();
    // What the module requires stands at its top.
    for (const statement of fn['body'].body as Any[]) for (const one of statement.type === 'VariableDeclaration' ? (statement['declarations'] as Any[]) : []) {
      const to = idOf(one['id']), from = required(one['init'], none) ?? gotten(one['init'], none);
      if (to && from) modules.set(to, from);
    }
    for (const statement of fn['body'].body as Any[]) walk(statement, (node, hidden) => {
      if (node.type !== 'MemberExpression') return;
      const object = node['object'] as Any;
      // The getter is called, or asked for its `a`.
      const inner = object.type === 'CallExpression' && object['arguments'].length === 0 ? object['callee'] : object.type === 'MemberExpression' && nameOf(object) === 'a' ? object['object'] : object;
      const from = required(inner, hidden) ?? gotten(inner, hidden);
      if (from) uses.push({ module: from, member: nameOf(node) });
    });
  }
  return uses;
}

export interface Scan { /** Functions of wx that our scripts name. */ apis: string[]; /** Hosts that stand anywhere in the package. */ origins: string[]; undeclared: { apis: string[]; domains: string[] } }
/** Looks through a built package without running it: every function of wx that our own scripts name, and every host. */
export function scan(dist: string): Scan {
  const files = (readdirSync(dist, { recursive: true }) as string[]).filter((file) => /\.(js|json|wxml|wxss|wxs)$/.test(file));
  const text = new Map(files.map((file) => [file, readFileSync(path.join(dist, file), 'utf8')]));
  const uses: Use[] = [], direct: string[] = [];
  for (const [file, source] of text) {
    if (!file.endsWith('.js')) continue;
    if (file !== 'taro.js') uses.push(...usesIn(source));
    // Past Taro: only its own script may speak to wx itself.
    for (const [, dot, bracket] of source.matchAll(/\bwx(?:\.(\w+)|\[["'](\w+)["']\])/g)) if ((dot ?? bracket) !== 'webpackJsonp' && (file !== 'taro.js' || dot !== 'cloud')) direct.push(dot ?? bracket ?? '');
  }
  // Taro is the module whose storage we read.
  const taro = new Set(uses.filter(({ member }) => member === 'getStorageSync').map(({ module }) => module));
  if (taro.size === 0) throw new Error('Taro is not found in this package');
  const apis = [...new Set([...uses.filter(({ module, member }) => taro.has(module) && !NO_CALLS.test(member)).map(({ member }) => member), ...direct])].sort();
  const origins = [...new Set([...text.values()].flatMap((source) => source.match(/\b(?:https?|wss?):\/\/[A-Za-z0-9.-]+(?::\d+)?/g) ?? []))].sort();
  return { apis, origins, undeclared: { apis: undeclared(apis), domains: origins.filter((origin) => origin !== ORIGIN && !(NAMES_ONLY as readonly string[]).includes(origin)) } };
}
