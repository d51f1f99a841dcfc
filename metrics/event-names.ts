/**
 * What event logs call the four steps of a shop, in order of preference: of each list the first name that a log has is taken. A log that knows
 * both `add_to_cart` and `cart` (the page of the cart) means the first.
 */

export const PAGE: readonly string[] = ['page_view', '$pageview', 'view', 'product_view', 'view_item'];
export const VIEW: readonly string[] = ['view', 'product_view', 'view_item', 'page_view', '$pageview'];
export const CART: readonly string[] = ['add_to_cart', 'addtocart', 'cart'];
export const CHECKOUT: readonly string[] = ['checkout', 'begin_checkout', 'place_order', 'order'];
export const PAY: readonly string[] = ['pay', 'purchase', 'payment', 'transaction'];

/** What tickets before a sale are called, in lower case. */
export const INQUIRY: readonly string[] = ['inquiry', 'enquiry', 'presale', 'pre-sale', 'pre-sales', 'question', '售前', '售前咨询', '咨询', '询单'];
