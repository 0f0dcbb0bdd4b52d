namespace ClientBase.Functions.Tests.Samples;

/// <summary>Bodies of our own making, each with all that is read of it.</summary>
internal static class ShopSamples
{
    public const string ShopifyOrder = """
        {"id":820982911946154508,"name":"#1001","email":"ann@shop.example","contact_email":"ann@shop.example","phone":"+4915123456711",
        "created_at":"2026-06-01T10:00:00Z","processed_at":"2026-06-01T10:00:05Z","updated_at":"2026-06-03T10:00:00Z","cancelled_at":null,
        "total_price":"10.00","currency":"EUR","presentment_currency":"EUR","financial_status":"paid","test":false,
        "total_discounts":"1.00",
        "total_tax":"0.50","customer_locale":"de","cart_token":"c1","checkout_token":"k1","discount_codes":[{"code":"SPRING"}],
        "total_shipping_price_set":{"shop_money":{"amount":"2.00","currency_code":"EUR"}},"shipping_lines":[{"price":"2.00"}],
        "billing_address":{"first_name":"Ann","last_name":"Smith","phone":null,"city":"Bonn","province":"NRW","country_code":"DE"},
        "shipping_address":{"first_name":"Ann","last_name":"Smith","city":"Bonn","country_code":"DE"},
        "customer":{"id":9007199254740995,"email":"ann@shop.example","first_name":"Ann","last_name":"Smith",
        "email_marketing_consent":{"state":"subscribed","consent_updated_at":"2026-01-01T10:00:00Z"},
        "sms_marketing_consent":{"state":"not_subscribed","consent_updated_at":null},
        "default_address":{"phone":"015123456711","city":"Bonn","country_code":"DE"}},
        "line_items":[{"product_id":11,"variant_id":12,"sku":"TEA-1","name":"Tea","title":"Tea","quantity":2,"price":"6.00",
        "total_discount":"0.00","price_set":{"shop_money":{"amount":"6.00","currency_code":"EUR"}},
        "discount_allocations":[{"amount":"1.00","amount_set":{"shop_money":{"amount":"1.00","currency_code":"EUR"}}}]}],
        "fulfillments":[{"status":"success","created_at":"2026-06-02T10:00:00Z","updated_at":"2026-06-03T09:00:00Z",
        "shipment_status":"delivered"}],
        "refunds":[{"id":5,"created_at":"2026-06-03T10:00:00Z","transactions":[{"kind":"refund","status":"success","amount":"3.00",
        "currency":"EUR"}],
        "refund_line_items":[{"quantity":1,"restock_type":"return","subtotal":3.0,"total_tax":0.0,"line_item":{"product_id":11}}],
        "order_adjustments":[{"amount":"0.00","tax_amount":"0.00"}]}]}
        """;

    public const string ShopifyRefund = """
        {"id":509562969001,"order_id":820982911946154508,"created_at":"2026-06-02T10:00:00Z","note":"broken",
        "refund_line_items":[{"quantity":1,"restock_type":"return","subtotal":50.0,"total_tax":0.0,"line_item":{"product_id":11},
        "subtotal_set":{"shop_money":{"amount":"50.00","currency_code":"USD"},"presentment_money":{"amount":"45.50",
        "currency_code":"EUR"}}}],
        "transactions":[{"kind":"refund","status":"success","amount":"45.50","currency":"EUR"}],
        "order_adjustments":[{"amount":"-5.00","tax_amount":"0.00"}]}
        """;

    public const string ShopifyCheckout = """
        {"id":981820079255243537,"token":"t1","cart_token":"c1","email":"ann@shop.example","updated_at":"2026-06-01T10:00:00Z",
        "created_at":"2026-06-01T09:59:00Z","completed_at":null,"currency":"EUR","total_price":"10.00",
        "abandoned_checkout_url":"https://x.example/c",
        "customer":{"id":7,"email":"ann@shop.example"},"line_items":[{"product_id":11,"variant_id":12,"sku":"TEA-1","title":"Tea",
        "quantity":2,
        "price":"5.00","line_price":"10.00"}]}
        """;

    public const string ShopifyConsent = """
        {"customer_id":9001002,"email_address":"a2@shop.example",
        "email_marketing_consent":{"state":"unsubscribed","opt_in_level":"single_opt_in","consent_updated_at":"2026-06-01T10:00:00Z"}}
        """;

    public const string WooOrder = """
        {"id":727,"number":"727","status":"completed","currency":"USD","total":"10.00","total_tax":"1.35","discount_total":"2.00",
        "shipping_total":"1.00","customer_id":25,"date_created_gmt":"2026-06-01T10:00:00","date_modified_gmt":"2026-06-03T10:00:00",
        "date_paid_gmt":"2026-06-01T10:01:00","date_completed_gmt":"2026-06-02T10:00:00","coupon_lines":[{"code":"SPRING"}],
        "billing":{"first_name":"Ivan","last_name":"Petrov","company":"","city":"Tver","state":"","country":"RU",
        "email":"ivan@woo.example","phone":"8 916 123-45-67"},"shipping":{"first_name":"Ivan","last_name":"Petrov","city":"Tver",
        "country":"RU"},
        "line_items":[{"product_id":93,"variation_id":0,"sku":"","name":"Tea &ndash; green","quantity":2,"subtotal":"10.00",
        "total":"8.00","price":4}],
        "refunds":[{"id":726,"reason":"","total":"-3.00"}]}
        """;

    public const string InSalesOrder = """
        {"id":11117922,"number":1312,"total_price":"10.00","currency_code":"RUR","fulfillment_status":"delivered",
        "financial_status":"paid",
        "created_at":"2026-06-02T14:11:26.000+03:00","updated_at":"2026-06-14T17:00:27.000+03:00",
        "paid_at":"2026-06-14T16:59:00.000+03:00",
        "delivered_at":"2026-06-13T10:00:00.000+03:00","full_delivery_price":1.5,"locale":"ru","custom_status":{"permalink":"vruchen"},
        "discounts":[{"full_amount":1.0}],"order_lines":[{"product_id":47624676,"variant_id":76267447,"sku":"1234","title":"Чайник",
        "quantity":1,"sale_price":9.5,"discounts_amount":1.0}],"client":{"id":12721951,"email":"anna@shop.example","name":"Анна",
        "surname":"Иванова","middlename":"Петровна","phone":"8 988 777-77-77","subscribe":true,"type":"Client::Individual"},
        "shipping_address":{"name":"Анна","surname":"Иванова","city":"Москва","state":"г Москва","country":"RU"}}
        """;

    public const string StandardContact = """
        {"type":"contact.updated","timestamp":"2026-06-01T10:00:00Z","data":{"id":"u-7","email":"anna@shop.example",
        "phone":"+79161234567",
        "firstName":"Анна","lastName":"Иванова","birthDate":"1990-12-31","sex":"f","city":"Тверь","country":"RU","interests":["tea"],
        "consent_processing":true,"consent_marketing":true,"consent_marketing_at":"2026-05-01T09:00:00Z","card":"77"}}
        """;

    public const string StandardOrder = """
        {"type":"order.updated","timestamp":"2026-06-03T10:00:00Z","data":{"id":"A-1","contact":{"id":"u-7","email":"anna@shop.example"},
        "total":"10.00","currency":"EUR","at":"2026-06-01T10:00:00Z","updatedAt":"2026-06-02T10:00:00Z","status":"shipped",
        "refunded":"1.00",
        "lines":[{"productId":"11","sku":"TEA-1","title":"Tea","quantity":2,"price":5}]}}
        """;
}
