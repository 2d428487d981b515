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
package io.weft.core.memory;

/**
 * Whether this JVM lets Agrona's buffers reach memory outside the heap. Without the flag Agrona
 * fails in the middle of its first buffer, with an error that names no cure.
 */
public final class MemoryAccess {
    /** The flag that off-heap buffers need. */
    public static final String FLAG = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";

    private MemoryAccess() {}

    /**
     * Goes on only if off-heap buffers work here.
     *
     * @throws IllegalStateException naming the flag to add.
     */
    public static void require() {
        final Module base = Object.class.getModule();
        if (!base.isExported("jdk.internal.misc", MemoryAccess.class.getModule())) {
            throw new IllegalStateException(
                    "This JVM was started without a flag that off-heap memory needs. Add: " + FLAG);
        }
    }
}
