using 'main.bicep'

// No shop and no SendGrid key: mails go to the outbox.
param environmentName = 'staging'
param alertEmails = ['operator@example.com']
param monthlyBudget = 50
param mailFrom = 'news@staging.example.com'
param secretSettings = ['Tokens__SigningKey']
