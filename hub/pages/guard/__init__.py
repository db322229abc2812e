"""What stands before every page: headers, host names, forms of other sites, who is signed in and what they may."""
