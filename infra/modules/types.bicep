@description('A connected shop.')
@export()
type shop = {
  @description('Part of the webhook address, /api/hooks/{name}: letters and digits only, because names of app settings take no hyphen.')
  name: string

  kind: 'InSales' | 'Shopify' | 'StandardWebhooks' | 'WooCommerce'

  @description('Where its REST API is, without a slash at the end.')
  baseUrl: string

  @description('What the vault holds for it.')
  secrets: shopSecret[]
}

type shopSecret = 'AccessToken' | 'ConsumerKey' | 'ConsumerSecret' | 'PreviousSecret' | 'Secret'
