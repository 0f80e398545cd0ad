import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import * as core from '@tensorflow/tfjs-core';
import ts from 'typescript';
import { expect } from 'vitest';

/** Runs one example; see `testExamples`. `file` is where its imports are resolved from. */
export async function runExample(
  code: string,
  exports: Readonly<Record<string, unknown>>,
  file: string,
): Promise<void> {
  const parsed = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
  const expected: Expected[] = [];
  const body = parsed.statements.map((statement) => translate(statement, code, expected)).join('\n');
  const { outputText } = ts.transpileModule(`async () => {{\n${body}\n}}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  const require = createRequire(file);
  const scope: Record<string, unknown> = {
    ...core,
    ...exports,
    $import: (name: string) => import(name.startsWith('node:') ? name : pathToFileURL(require.resolve(name)).href),
    $check: (i: number, value: () => unknown) => check(expected[i]!, value),
  };
  delete scope.default;
  // Since Node 23 a CommonJS namespace has this one too.
  delete scope['module.exports'];
  await new Function(...Object.keys(scope), `'use strict'; return (${outputText.replace(/;\s*$/, '')})();`)(
    ...Object.values(scope),
  );
}

interface Expected {
  readonly said: string;
  readonly value?: unknown;
  readonly throws?: string;
}

/** The statement, checked where a comment behind it says its value. */
function translate(statement: ts.Statement, code: string, expected: Expected[]): string {
  const text = statement.getText();
  if (ts.isImportDeclaration(statement)) {
    const from = `await $import(${statement.moduleSpecifier.getText()});`;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined) return from;
    if (ts.isNamespaceImport(bindings)) return `const ${bindings.name.text} = ${from}`;
    const names = bindings.elements.filter((element) => !element.isTypeOnly);
    return `const { ${names.map(({ name, propertyName }) => (propertyName ? `${propertyName.text}: ${name.text}` : name.text)).join(', ')} } = ${from}`;
  }
  const [range] = ts.getTrailingCommentRanges(code, statement.end) ?? [];
  const said = range
    ? code
        .slice(range.pos, range.end)
        .replace(/^\/\/\s*|^\/\*\s*|\s*\*\/$/g, '')
        .trim()
    : '';
  const promise = said.startsWith('throws ') ? { said, throws: said.slice('throws '.length) } : literal(said);
  if (promise === undefined) return text;
  if (ts.isExpressionStatement(statement)) {
    return `await $check(${expected.push(promise) - 1}, async () => (${statement.expression.getText()}));`;
  }
  const [declaration] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  if (declaration === undefined || !ts.isIdentifier(declaration.name)) return text;
  return `${text}\nawait $check(${expected.push(promise) - 1}, () => ${declaration.name.text});`;
}

/** A comment that is a value, and nothing but a value: numbers, NaN, ±Infinity, strings, booleans, null, arrays, objects. */
function literal(said: string): Expected | undefined {
  const parsed = ts.createSourceFile('value.ts', `(${said})`, ts.ScriptTarget.ES2022) as ts.SourceFile & {
    parseDiagnostics: unknown[];
  };
  const [statement, ...more] = parsed.statements;
  if (said === '' || parsed.parseDiagnostics.length > 0 || more.length > 0) return undefined;
  if (statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  try {
    return { said, value: evaluate(statement.expression) };
  } catch {
    return undefined;
  }
}

const words: Record<string, unknown> = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, undefined };

function evaluate(node: ts.Expression): unknown {
  if (ts.isParenthesizedExpression(node)) return evaluate(node.expression);
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isIdentifier(node) && node.text in words) return words[node.text];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken)
    return -(evaluate(node.operand) as number);
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(evaluate);
  if (ts.isObjectLiteralExpression(node)) {
    return Object.fromEntries(
      node.properties.map((property) => {
        if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name))
          throw new TypeError('not a value');
        return [property.name.text, evaluate(property.initializer)];
      }),
    );
  }
  throw new TypeError('not a value');
}

async function check({ said, value, throws }: Expected, compute: () => unknown): Promise<void> {
  if (throws === undefined) {
    const actual = await plain(await compute());
    if (!agree(actual, value)) expect.fail(`the example says ${said}, but the value is ${show(actual)}`);
    return;
  }
  let message: string | undefined;
  try {
    await compute();
  } catch (error) {
    const { name, message: text } = error as Error;
    message = throws.startsWith(`${name}: `) ? `${name}: ${text}` : text;
  }
  const agrees = throws.endsWith('…') ? message?.startsWith(throws.slice(0, -1)) : message === throws;
  if (!agrees)
    expect.fail(
      `the example says that it throws ${throws}, but ${message === undefined ? 'nothing was thrown' : `it throws ${message}`}`,
    );
}

/** Tensors, typed arrays and what holds them, as nested arrays and plain objects. */
async function plain(value: unknown): Promise<unknown> {
  if (value instanceof core.Tensor) return value.array();
  if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array);
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      await Promise.all(Object.entries(value).map(async ([key, item]) => [key, await plain(item)])),
    );
  }
  return value;
}

function agree(actual: unknown, value: unknown): boolean {
  if (typeof value === 'object' && value !== null && typeof actual === 'object' && actual !== null) {
    const keys = Object.keys(value);
    return (
      Array.isArray(actual) === Array.isArray(value) &&
      keys.length === Object.keys(actual).length &&
      keys.every(
        (key) =>
          key in actual && agree((actual as Record<string, unknown>)[key], (value as Record<string, unknown>)[key]),
      )
    );
  }
  // Boolean tensors are read as 0 and 1.
  if (typeof value === 'boolean' && typeof actual === 'number') return actual === Number(value);
  if (typeof value !== 'number' || typeof actual !== 'number') return Object.is(actual, value);
  return Object.is(actual, value) || Math.abs(actual - value) <= 1e-4 * Math.max(1, Math.abs(value));
}

const show = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(show).join(', ')}]`
    : typeof value === 'object' && value !== null
      ? `{ ${Object.entries(value)
          .map(([key, item]) => `${key}: ${show(item)}`)
          .join(', ')} }`
      : typeof value === 'string'
        ? `'${value}'`
        : String(value);
