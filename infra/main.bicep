// ClientBase on Azure: storage, a Flex Consumption app, one identity, a vault and monitoring, in one resource group.
//
//   azd up
//
// asks for what has no default (infra/main.parameters.json) and deploys the app too. Or, as .github/workflows/deploy.yml does:
//
//   az group create --name clientbase-staging --location <region>
//   az deployment group create --resource-group clientbase-staging --template-file infra/main.bicep --parameters infra/staging.bicepparam
//
// The scope is a resource group, not the subscription: whoever deploys needs rights in that group only. azd makes the group, or takes
// the one named in AZURE_RESOURCE_GROUP. Resources are written out because the registry of Azure Verified Modules (br/public) cannot be
// reached from a closed network, where this must compile and be tested too.
//
// What an operator must know
// - Whoever deploys needs Owner, or Contributor with Role Based Access Control Administrator: the template assigns roles.
// - Secrets are never parameters. The first deployment makes the vault and references to secrets that are not there yet: put
//   them in (az keyvault secret set, as Key Vault Secrets Officer) and restart the app. AZURE_KEY_VAULT_SECRET_NAMES lists them.
//   Until then such a setting holds the text of its reference; the app takes it for no secret at all, and /api/health names it.
// - Each deployment replaces all app settings: one added by hand in the portal is lost. `settings` is the place for it.
// - A deleted vault can be neither purged nor created anew for 90 days: recover it before deploying to the same group again.
// - Without `privateNetwork` the endpoints of storage and vault are public, open to identities only. With it, secrets are put into the
//   vault from inside the network, and what runs outside it (a copy with azcopy, a look into a table) no longer gets in.
// - `deleteLock` needs Owner or User Access Administrator too: the roles above may not write locks.
// What alerts mean, how to go back, restore and take down: infra/RUNBOOK.md.
targetScope = 'resourceGroup'

import { shop } from 'modules/types.bicep'

@description('Name of the environment, such as staging. Every resource carries it as the tag by which azd knows its own.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Starts the name of every resource. Lower-case letters and digits, a letter first.')
@minLength(3)
@maxLength(10)
param name string = 'clientbase'

// The law of a country may say where data of its people is recorded; for citizens of Russia, first in a database in Russia, where
// Azure has no region. Which law applies, and whether this template may be used at all, is the operator's decision: nothing here
// makes an installation compliant.
@description('Where contacts are stored and processed: a region with the Flex Consumption plan. Cannot be changed later.')
param location string = resourceGroup().location

// The geo-redundant kinds are left out: they copy contacts to another region.
@description('Copies inside one data centre (LRS) or across the zones of the region (ZRS).')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param storageSku string = 'Standard_LRS'

@description('Instances in several zones of the region, which must have them. Storage is copied across zones then, whatever storageSku says.')
param zoneRedundant bool = false

@description('Instances kept warm for HTTP, paid by the hour. With zoneRedundant two or more.')
@minValue(0)
@maxValue(100)
param alwaysReadyCount int = 0

@description('A network with private endpoints for storage and vault, both closed to everybody outside it.')
param privateNetwork bool = false

@description('Whether the storage account cannot be deleted before its lock is.')
param deleteLock bool = false

@description('Who is told of alerts and of the budget.')
param alertEmails string[] = []

@description('What the resource group may cost a month, in the currency of the subscription, before somebody is told. 0: no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('Gigabytes of telemetry a day at most. -1: no cap.')
@minValue(-1)
param telemetryCapGb int = 1

@description('Days a raw capture is kept: those of Retention__Captures.')
@minValue(1)
param captureDays int = 1095

@description('Days a nightly copy of the base is kept. An erased person is in no copy after it, and is never restored before.')
@minValue(3)
@maxValue(365)
param backupDays int = 30

@description('How far the app may scale out, in instances of 2048 MB, for each group of functions that scales by itself.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Sender of all mails: an address of a domain verified at SendGrid.')
param mailFrom string

@description('Where links in mails lead, without a slash at the end. Empty: the address of the app itself.')
param publicBaseUrl string = ''

@description('The connected shops. Each needs the secrets it lists in the vault, as Shops--{name}--{secret}.')
param shops shop[] = []

@description('Settings kept in the vault, under their names with -- for __. Without SendGrid__ApiKey mails go to the outbox only.')
param secretSettings string[] = []

@description('Any other setting of local.settings.example.json, by name. No secrets: those are named in secretSettings.')
param settings object = {}

@description('Tags of every resource.')
param tags object = {}

var allTags = union(tags, { 'azd-env-name': environmentName })
var token = uniqueString(resourceGroup().id)
var appName = '${name}-${token}'
var vaultName = '${name}-${token}'

var shopSettings = flatten(map(shops, shop => [
  { key: 'Shops__${shop.name}__Kind', value: shop.kind }
  { key: 'Shops__${shop.name}__BaseUrl', value: shop.baseUrl }
]))
var shopSecrets = flatten(map(shops, shop => map(shop.secrets, secret => 'Shops__${shop.name}__${secret}')))
var allSecretSettings = union(secretSettings, shopSecrets)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-${token}'
  location: location
  tags: allTags
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: '${name}${token}'
    location: location
    sku: zoneRedundant ? 'Standard_ZRS' : storageSku
    tags: allTags
    isPrivate: privateNetwork
    isLocked: deleteLock
    captureDays: captureDays
    backupDays: backupDays
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: vaultName
    location: location
    tags: allTags
    isPrivate: privateNetwork
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: '${name}-${token}'
    location: location
    tags: allTags
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: '${name}-${token}'
    location: location
    tags: allTags
    dailyCapGb: telemetryCapGb
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: '${name}-${token}'
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    emails: alertEmails
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0) {
  name: 'budget'
  params: {
    name: '${name}-${token}'
    amount: monthlyBudget
    emails: alertEmails
    actionGroupId: alerts.outputs.actionGroupId
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    identityName: identity.name
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
    applicationInsightsName: monitoring.outputs.applicationInsightsName
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: appName
    location: location
    tags: allTags
    identityName: identity.name
    storageName: storage.outputs.name
    deploymentContainerName: storage.outputs.deploymentContainerName
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyCount: alwaysReadyCount
    zoneRedundant: zoneRedundant
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    publicBaseUrl: publicBaseUrl
    settings: union(
      settings,
      { Mail__From: mailFrom },
      toObject(shopSettings, setting => setting.key, setting => setting.value),
      toObject(
        allSecretSettings,
        setting => setting,
        setting => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${replace(setting, '__', '--')})'
      )
    )
  }
  // Nothing refers to the roles, yet an app that starts before it has them cannot read its package, its queues and its secrets.
  dependsOn: [roles]
}

// azd keeps these as variables of its environment; deploy.yml reads them too.
@description('Region of the resources.')
output AZURE_LOCATION string = location

@description('The resource group.')
output AZURE_RESOURCE_GROUP string = resourceGroup().name

@description('Tenant of the subscription.')
output AZURE_TENANT_ID string = tenant().tenantId

@description('Name of the app: where the code goes.')
output AZURE_FUNCTION_APP_NAME string = app.outputs.name

@description('Address of the app.')
output AZURE_FUNCTION_APP_URL string = app.outputs.url

@description('Client id of the identity the app runs as. Not AZURE_CLIENT_ID, which tools would take for their own.')
output AZURE_IDENTITY_CLIENT_ID string = identity.properties.clientId

@description('Name of the storage account.')
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name

@description('Name of the vault that the secrets go to.')
output AZURE_KEY_VAULT_NAME string = vault.outputs.name

@description('The secrets that the app reads from the vault.')
output AZURE_KEY_VAULT_SECRET_NAMES array = map(allSecretSettings, setting => replace(setting, '__', '--'))
