-- The office above which it was under before it came under another: bundles that were on their way then are still read.
ALTER TABLE office ADD COLUMN former TEXT;
