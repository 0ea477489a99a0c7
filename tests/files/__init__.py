"""Tests of the file formats: what 1.9.1 wrote is read, damage is told, writing is atomic."""
