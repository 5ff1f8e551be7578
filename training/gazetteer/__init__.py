"""The gazetteer's build: from GeoNames lists to the file that the package ships."""
