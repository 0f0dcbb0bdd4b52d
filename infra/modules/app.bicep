param name string
param location string
param tags object
param identityName string
param storageName string
param deploymentContainerName string
param applicationInsightsName string
param maximumInstanceCount int
param alwaysReadyCount int
param zoneRedundant bool

@description('Empty: the app is in no network.')
param subnetId string

param publicBaseUrl string

@description('App settings beside those of the host.')
param settings object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  // The service of azure.yaml: azd deploys the code to the app that carries its name.
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    keyVaultReferenceIdentity: identity.id
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${deploymentContainerName}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      // Exactly as in the platform's catalogue: '10' is accepted, and then no instance starts.
      // https://github.com/Azure/Azure-Functions/issues/2666
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyCount == 0 ? [] : [{ name: 'http', instanceCount: alwaysReadyCount }]
        // The default of an instance of 2 GB, written down so that it is ours: 32 would be enough for posts, which wait for storage most of
        // their time, but a report may hold some ten megabytes and an upload its place for minutes.
        triggers: { http: { perInstanceConcurrency: 16 } }
      }
    }
    siteConfig: {
      http20Enabled: true
      minTlsVersion: '1.2'
    }
  }
}

// Code is deployed by identity too, never by the passwords of a publish profile.
resource basicFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource basicScm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

// The host reads schedules from settings alone, so those of local.settings.example.json are repeated here; a test compares them.
// Flat names, because the scale controller may not resolve nested ones, and then no timer wakes an app that is scaled to zero.
// https://github.com/Azure/azure-functions-host/issues/8261
var schedules = {
  Schedule_RecomputeSegments: '0 5 * * * *'
  Schedule_DispatchCampaigns: '0 * * * * *'
  Schedule_RunAutomations: '0 * * * * *'
  Schedule_SendDigests: '0 0 5 * * *'
  Schedule_TurnPotentials: '0 30 * * * *'
  Schedule_ProposeDuplicates: '0 20 * * * *'
  Schedule_ReconcileShops: '0 */15 * * * *'
  Schedule_SendMonthly: '0 0 6 1 * *'
  Schedule_DeliverExports: '30 * * * * *'
  Schedule_ApplyRetention: '0 15 3 * * *'
  Schedule_WatchQueues: '0 */5 * * * *'
  Schedule_BackUpBase: '0 30 2 * * *'
}

resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union(schedules, settings, {
    // https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
    AzureWebJobsStorage__accountName: storage.name
    AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
    AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
    AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.properties.clientId
    // Host and worker both export to it (telemetryMode in host.json). The connection string is no secret: without a token of the
    // identity, Application Insights refuses what is sent with it. The host reads the second setting; the app hands its exporter the
    // same identity.
    APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
    Mail__PublicBaseUrl: empty(publicBaseUrl) ? 'https://${app.properties.defaultHostName}' : publicBaseUrl
  })
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
