/** What of MPI is called here. Handles are numbers or addresses, as the library has them. */
export interface Library {
  call(name: Call, ...args: unknown[]): void;
  readonly world: unknown;
  readonly float: unknown;
  readonly byte: unknown;
  readonly sum: unknown;
  readonly inPlace: bigint;
  /** The library's own name, for an error. */
  readonly version: string;
}

type Call = keyof typeof prototypes;

/** `H` is a handle: an address, but with MPICH an int. */
const prototypes = {
  MPI_Init_thread: 'int MPI_Init_thread(void *argc, void *argv, int required, void *provided)',
  MPI_Comm_rank: 'int MPI_Comm_rank(H comm, void *rank)',
  MPI_Comm_size: 'int MPI_Comm_size(H comm, void *size)',
  MPI_Iallreduce: 'int MPI_Iallreduce(void *from, void *to, int count, H type, H op, H comm, void *request)',
  MPI_Ialltoall: 'int MPI_Ialltoall(void *from, int sent, H type, void *to, int got, H kind, H comm, void *request)',
  MPI_Iallgather: 'int MPI_Iallgather(void *from, int sent, H type, void *to, int got, H kind, H comm, void *request)',
  MPI_Ibcast: 'int MPI_Ibcast(void *values, int count, H type, int root, H comm, void *request)',
  MPI_Ibarrier: 'int MPI_Ibarrier(H comm, void *request)',
  MPI_Isend: 'int MPI_Isend(void *values, int count, H type, int to, int tag, H comm, void *request)',
  MPI_Irecv: 'int MPI_Irecv(void *values, int count, H type, int from, int tag, H comm, void *request)',
  MPI_Iprobe: 'int MPI_Iprobe(int from, int tag, H comm, void *flag, void *status)',
  MPI_Test: 'int MPI_Test(void *request, void *done, void *status)',
  MPI_Cancel: 'int MPI_Cancel(void *request)',
  MPI_Request_free: 'int MPI_Request_free(void *request)',
  MPI_Finalize: 'int MPI_Finalize()',
} as const;

const names: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['libmpi.so.40', 'libmpi.so.12', 'libmpich.so.12', 'libmpi_abi.so.0', 'libmpi.so'],
  darwin: ['libmpi.40.dylib', 'libmpi.12.dylib', 'libmpi_abi.0.dylib', 'libmpi.dylib'],
};

/**
 * Opens an MPI library through koffi.
 *
 * @param name - Its file; else those of Open MPI, MPICH and the MPI 5 standard's interface are tried, that of the launcher first.
 */
export async function library(name: string | undefined, openMpi: boolean): Promise<Library> {
  let koffi: typeof import('koffi').default;
  try {
    ({ default: koffi } = await import('koffi'));
  } catch (cause) {
    throw new Error('mpi: koffi must be installed to call MPI: npm install koffi.', { cause });
  }
  const usual = names[process.platform] ?? [];
  const tried = name ? [name] : openMpi ? usual : [...usual.slice(1), ...usual.slice(0, 1)];
  let file: ReturnType<typeof koffi.load> | undefined;
  for (const candidate of tried) {
    try {
      file = koffi.load(candidate, { global: true });
      break;
    } catch {}
  }
  if (!file) throw new Error(`mpi: an MPI library must be installed, found none of ${tried.join(', ') || 'any name'}.`);
  const opened = file;
  const has = (symbol: string): unknown => {
    try {
      return opened.symbol(symbol, 'char');
    } catch {
      return undefined;
    }
  };
  // The MPI 5 interface says so itself; Open MPI's handles are addresses of objects it exports; MPICH's are numbers.
  const open = has('ompi_mpi_float');
  const standard = !open && has('MPI_Abi_get_version') !== undefined;
  const handle = open || standard ? 'void *' : 'int';
  const functions = Object.fromEntries(
    Object.entries(prototypes).map(([call, prototype]) => [
      call,
      opened.func(prototype.replaceAll(/\bH /g, `${handle} `)) as (...args: unknown[]) => number,
    ]),
  );
  const version = Buffer.alloc(8192);
  const length = Buffer.alloc(4);
  opened.func('int MPI_Get_library_version(void *text, void *length)')(version, length);
  const handles = open
    ? {
        world: has('ompi_mpi_comm_world'),
        float: open,
        byte: has('ompi_mpi_byte'),
        sum: has('ompi_mpi_op_sum'),
        inPlace: 1n,
      }
    : standard
      ? { world: 0x101n, float: 0x210n, byte: 0x247n, sum: 0x21n, inPlace: 1n }
      : {
          world: 0x44000000,
          float: 0x4c00040a,
          byte: 0x4c00010d,
          sum: 0x58000003,
          // (void *) −1
          inPlace: 0xffffffffffffffffn,
        };
  return {
    ...handles,
    version: version.toString('latin1', 0, length.readInt32LE()).split(/[\n\0]/)[0]!,
    call(name, ...args) {
      const code = functions[name]!(...args);
      if (code !== 0) throw new Error(`mpi: ${name} must succeed, got error ${code}.`);
    },
  };
}
