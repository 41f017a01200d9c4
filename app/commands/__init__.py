"""命令: ziping read / score / explain / audit / compare / fill / forms / policies."""
