using 'main.bicep'

// The least there is: nothing kept warm, alerts in the portal only.
param environmentName = 'dev'
param mailFrom = 'news@dev.example.com'
param secretSettings = ['Tokens__SigningKey']
param backupDays = 7
