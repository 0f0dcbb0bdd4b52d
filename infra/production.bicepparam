using 'main.bicep'

// Values of example.com are examples: put your own.
param environmentName = 'production'
param storageSku = 'Standard_ZRS'
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
