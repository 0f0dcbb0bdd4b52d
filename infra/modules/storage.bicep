// The names are those of functions/ClientBase.Functions/Storage/Names.cs; a test holds the two together.
var queueNames = [
  'exports'
  'imports'
  'replay'
  'backups'
  'restores'
  'shop-pull'
  'erasures'
  'captured'
  'opened-mails'
  'identified'
  'filed-requests'
  'enrich'
  'confirmations'
  'call-list'
  'duplicates'
  'recompute'
  'automation-watchers'
  'automation-dates'
  'automation-wake'
  'automation-enrol'
  'automation-steps'
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
  'Usage'
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
  'report-results'
  'exports'
  'backups'
]
// The host would make these too, but then nobody could look into them before the first failure.
var poisonQueueNames = map(queueNames, queue => '${queue}-poison')
var deploymentContainerName = 'deployments'

param name string
param location string
param sku string
param tags object

@description('Whether it is reached through the network only.')
param isPrivate bool

@description('Whether nobody can delete it before taking the lock away.')
param isLocked bool

@description('Days a raw capture may lie in its blob: those of Retention__Captures.')
param captureDays int

@description('Days a nightly copy of the base is kept, and so the longest that an erased person is still in one.')
param backupDays int

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
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
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

// A net under the app's own deletions (ApplyRetention, Exports__KeepDays): what a run that never came left behind goes too.
var deleteAfterDays = [
  { container: 'captures', days: captureDays }
  { container: 'exports', days: 30 }
  { container: 'report-results', days: 2 }
  { container: 'backups', days: backupDays }
]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        for rule in deleteAfterDays: {
          name: rule.container
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['${rule.container}/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: rule.days } } }
          }
        }
      ]
    }
  }
}

// Against a slip of the hand only: rows and blobs are not locked, and the app deletes what it has to.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (isLocked) {
  name: 'keep'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'The customer base. infra/RUNBOOK.md says how it is taken down on purpose.'
  }
}

output name string = account.name
output deploymentContainerName string = deploymentContainerName
