/** The kernel: launch or embed it, feed it inputs, read its decisions. */
package io.weft.core;
