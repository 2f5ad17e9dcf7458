"""What pages, the PDF and the API say about certifications, put into words."""
