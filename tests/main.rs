mod properties;
mod support;
