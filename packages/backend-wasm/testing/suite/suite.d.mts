export declare function suite(options?: { stock?: boolean; relaxed?: boolean; only?: string }): Promise<{
  passed: string[];
  failed: { name: string; why: string }[];
}>;
