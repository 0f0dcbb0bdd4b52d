// Tells when the resource group costs more than was meant. It stops nothing: an app that is switched off loses leads.
param name string
param amount int
param emails string[]
param actionGroupId string

@description('The first day of the month it counts from. Azure takes no past month.')
param from string = utcNow('yyyy-MM-01')

var thresholds = [
  { id: 'spent', type: 'Actual', percent: 80 }
  { id: 'expected', type: 'Forecasted', percent: 100 }
]

// Once made it is left alone: the month it counts from cannot be changed, so a second deployment would fail from the next month on
// (https://github.com/Azure/azure-quickstart-templates/issues/7095). Another amount: infra/RUNBOOK.md, "Budget".
@onlyIfNotExists()
resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: name
  properties: {
    category: 'Cost'
    timeGrain: 'Monthly'
    timePeriod: { startDate: from }
    amount: amount
    notifications: toObject(thresholds, threshold => threshold.id, threshold => {
      enabled: true
      operator: 'GreaterThan'
      threshold: threshold.percent
      thresholdType: threshold.type
      contactEmails: emails
      contactGroups: [actionGroupId]
    })
  }
}
