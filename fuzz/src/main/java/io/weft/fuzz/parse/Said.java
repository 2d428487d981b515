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

/** What an error must say to be of use to whoever wrote the file. */
final class Said {
    private Said() {}

    /** An error about a value: it has a text that is not empty. */
    static void something(final Exception error) {
        if (error.getMessage() == null || error.getMessage().isBlank()) {
            throw new AssertionError(error.getClass() + " says nothing", error);
        }
    }

    /** An error about a file: it begins with its name. */
    static void place(final Exception error, final String name) {
        something(error);
        if (!error.getMessage().startsWith(name + ":")) {
            throw new AssertionError("does not begin with " + name + ": " + error, error);
        }
    }

    static void require(final boolean holds, final String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
