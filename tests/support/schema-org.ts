/** Of schema.org's vocabulary (CC BY-SA 3.0) the types that we use: what each is a kind of, and which properties are its own. */
const types: Record<string, [parents: string, properties: string]> = {
  Thing: ['', 'description image mainEntityOfPage name potentialAction sameAs url'],
  CreativeWork: [
    'Thing',
    'about author comment commentCount dateCreated dateModified datePublished headline inLanguage isPartOf publisher text',
  ],
  Article: ['CreativeWork', 'articleSection wordCount'],
  WebPage: ['CreativeWork', 'breadcrumb lastReviewed mainEntity reviewedBy'],
  MedicalWebPage: ['WebPage', 'medicalAudience'],
  ProfilePage: ['WebPage', ''],
  WebSite: ['CreativeWork', ''],
  Comment: ['CreativeWork', 'parentItem'],
  MediaObject: ['CreativeWork', 'contentUrl height width'],
  ImageObject: ['MediaObject', 'caption'],
  Person: ['Thing', 'jobTitle'],
  Organization: ['Thing', 'logo'],
  Intangible: ['Thing', ''],
  ItemList: ['Intangible', 'itemListElement'],
  BreadcrumbList: ['ItemList', ''],
  ListItem: ['Intangible', 'item position'],
  EntryPoint: ['Intangible', 'urlTemplate'],
  Action: ['Thing', 'target'],
  SearchAction: ['Action', 'query'],
  PropertyValueSpecification: ['Intangible', 'valueName valueRequired'],
}

const schema = (name: string) => ({ '@id': `schema:${name}` })

/** In the form in which schema.org publishes it. */
export const vocabulary = {
  '@graph': Object.entries(types).flatMap(([name, [parents, properties]]) => [
    {
      ...schema(name),
      '@type': 'rdfs:Class',
      ...(parents && { 'rdfs:subClassOf': parents.split(' ').map(schema) }),
    },
    ...properties
      .split(' ')
      .filter(Boolean)
      .map((property) => ({
        ...schema(property),
        '@type': 'rdf:Property',
        'schema:domainIncludes': [schema(name)],
      })),
  ]),
}
