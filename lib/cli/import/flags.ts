export type Flags = {
  pictures?: string | undefined
  'fetch-pictures': boolean
  'time-zone'?: string | undefined
  from?: string | undefined
  'dry-run': boolean
  help: boolean
}
