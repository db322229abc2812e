"""Falls, from what a body-worn device measures. Only this folder needs numpy, and only where such a device is worn."""
