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
package io.weft.cli;

import io.weft.journal.JvmFlags;
import java.util.List;

/** Whether this JVM can run the kernel at all. */
final class JvmCheck {
    private JvmCheck() {}

    /**
     * Refuses to begin without the flags that the libraries need.
     *
     * @throws Failure of environment that says which to add
     */
    static void requireFlags() {
        List<String> missing = JvmFlags.missing();
        if (!missing.isEmpty()) {
            throw Failure.environment(
                    "this JVM was started without flags that Weft needs. Start it with the launcher"
                            + " or as `java -jar weft.jar`, which bring them, or add:"
                            + System.lineSeparator()
                            + "  "
                            + String.join(" ", missing),
                    null);
        }
    }
}
