// A network of the app's own: storage and vault are reached through it only, by private addresses. Forms, webhooks and the pages stay
// public: that is what the app is for. Application Insights stays public too; it takes telemetry of the app's identity only.
param name string
param location string
param tags object
param storageName string
param vaultName string

var storageServices = ['blob', 'queue', 'table']
var storageZones = map(storageServices, service => 'privatelink.${service}.${environment().suffixes.storage}')
var vaultZone = 'privatelink.vaultcore.azure.net'
var zoneNames = concat(storageZones, [vaultZone])
var endpointSubnet = 'endpoints'
var appSubnet = 'app'

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/22'] }
    subnets: [
      {
        name: endpointSubnet
        properties: { addressPrefix: '10.0.0.0/26', privateEndpointNetworkPolicies: 'Disabled' }
      }
      {
        name: appSubnet
        // An address serves up to forty instances, and the platform wants a /27 at least. Its name may have no underscore.
        properties: {
          addressPrefix: '10.0.1.0/24'
          delegations: [{ name: 'app', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
    ]
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2020-06-01' = [
  for zone in zoneNames: {
    name: zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [
  for (zone, at) in zoneNames: {
    parent: zones[at]
    name: name
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: network.id }
    }
  }
]

var endpoints = concat(
  map(storageServices, (service, at) => { group: service, target: storage.id, zone: at }),
  [{ group: 'vault', target: vault.id, zone: length(storageServices) }]
)

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2024-01-01' = [
  for endpoint in endpoints: {
    name: '${name}-${endpoint.group}'
    location: location
    tags: tags
    properties: {
      subnet: { id: resourceId('Microsoft.Network/virtualNetworks/subnets', network.name, endpointSubnet) }
      privateLinkServiceConnections: [
        {
          name: endpoint.group
          properties: { privateLinkServiceId: endpoint.target, groupIds: [endpoint.group] }
        }
      ]
    }
  }
]

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-01-01' = [
  for (endpoint, at) in endpoints: {
    parent: privateEndpoints[at]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: endpoint.group, properties: { privateDnsZoneId: zones[endpoint.zone].id } }]
    }
  }
]

// A module is done when all of it is: whoever waits for this finds the private addresses of storage and vault known.
output appSubnetId string = resourceId('Microsoft.Network/virtualNetworks/subnets', network.name, appSubnet)
