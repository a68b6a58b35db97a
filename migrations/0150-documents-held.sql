-- Documents that a partner holds, by its last word: JSON, office -> kind -> hash of the signed text. They are not sent again.
ALTER TABLE peer ADD COLUMN holds TEXT NOT NULL DEFAULT '{}';
