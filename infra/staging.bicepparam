using 'main.bicep'

// No shop and no SendGrid key: mails go to the outbox.
param environmentName = 'staging'
param mailFrom = 'news@staging.example.com'
param secretSettings = ['Tokens__SigningKey']
