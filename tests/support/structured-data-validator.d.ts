declare module '@adobe/structured-data-validator' {
  type Issue = { issueMessage: string; severity: 'ERROR' | 'WARNING'; errorType?: string }
  export default class Validator {
    constructor(vocabulary: { '@graph': object[] })
    validate(found: { jsonld: Record<string, object[]> }): Promise<Issue[]>
  }
}
