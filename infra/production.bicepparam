using 'main.bicep'

// Values of example.com are examples: put your own.
param environmentName = 'production'
param zoneRedundant = true
param alwaysReadyCount = 2
param privateNetwork = true
param deleteLock = true
param alertEmails = ['operator@example.com']
param monthlyBudget = 200
param maximumInstanceCount = 100
param mailFrom = 'news@example.com'
param publicBaseUrl = 'https://base.example.com'
param secretSettings = ['SendGrid__ApiKey', 'Tokens__SigningKey']
param shops = [
  {
    name: 'main'
    kind: 'Shopify'
    baseUrl: 'https://example.myshopify.com'
    secrets: ['Secret', 'AccessToken']
  }
  {
    name: 'outlet'
    kind: 'WooCommerce'
    baseUrl: 'https://outlet.example.com'
    secrets: ['Secret', 'ConsumerKey', 'ConsumerSecret']
  }
]
