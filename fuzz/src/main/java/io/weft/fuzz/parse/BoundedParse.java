/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.fuzz.parse;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Reads bytes and counts what that allocates. Threads: any, each counts its own. */
public final class BoundedParse {
    /**
     * Most bytes that may be allocated for one input; a dictionary of the largest xz file that is
     * read takes up 256 MiB.
     */
    public static final long ALLOCATED_MAX = 320L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private BoundedParse() {}

    /**
     * Reads bytes.
     *
     * @param target to read them.
     * @param bytes to be read.
     * @throws AssertionError when the reader threw what it must not throw, or allocated too much.
     */
    public static void run(final ParseTarget target, final byte[] bytes) {
        long allocated = parse(target, bytes);
        if (allocated > ALLOCATED_MAX) {
            // Again, because the first time loads classes.
            allocated = parse(target, bytes);
        }
        if (allocated > ALLOCATED_MAX) {
            throw new AssertionError(
                    "allocated " + allocated + " bytes for an input of " + bytes.length);
        }
    }

    private static long parse(final ParseTarget target, final byte[] bytes) {
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            target.parse(bytes);
        } catch (final AssertionError e) {
            throw e;
        } catch (final Exception | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("thrown by the reader: " + e, e);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
