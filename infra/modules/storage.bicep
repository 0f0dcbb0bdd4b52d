// The names are those of functions/ClientBase.Functions/Storage/Names.cs; a test holds the two together.
var queueNames = [
  'exports'
  'imports'
  'replay'
  'shop-pull'
  'erasures'
  'captured'
  'identified'
  'filed-requests'
  'enrich'
  'confirmations'
  'call-list'
  'duplicates'
  'recompute'
  'campaign-plan'
  'campaign-send'
]
var tableNames = [
  'Contacts'
  'Forms'
  'Segments'
  'Campaigns'
  'Automations'
  'Ledger'
  'Loyalty'
  'Outbox'
  'Poison'
  'Erased'
  'Products'
  'Work'
  'ShopPulls'
  'Visits'
  'Duplicates'
  'Imports'
  'Exports'
  'Audit'
]
var containerNames = [
  'captures'
  'snapshots'
  'imports'
  'audiences'
  'reports'
  'exports'
]
// The host would make these too, but then nobody could look into them before the first failure.
var poisonQueueNames = map(queueNames, queue => '${queue}-poison')
var deploymentContainerName = 'deployments'

param name string
param location string
param sku string
param tags object

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [
  for queue in concat(queueNames, poisonQueueNames): {
    parent: queueService
    name: queue
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01' = [
  for table in tableNames: {
    parent: tableService
    name: table
  }
]

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    // What was erased at a person's request must be gone.
    deleteRetentionPolicy: { enabled: false }
    containerDeleteRetentionPolicy: { enabled: false }
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [
  for container in concat(containerNames, [deploymentContainerName]): {
    parent: blobService
    name: container
    properties: { publicAccess: 'None' }
  }
]

output name string = account.name
output deploymentContainerName string = deploymentContainerName
