import { uuid } from 'systeminformation'

/** What the system calls this installation: MachineGuid on Windows, machine-id on Linux. Null where it has no such name. */
export async function machineId(): Promise<string | null> {
  const { os } = await uuid()
  return os === '' || os === '-' ? null : os
}
