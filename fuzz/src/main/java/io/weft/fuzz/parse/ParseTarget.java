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

import java.util.List;

/**
 * A reader under test. Used by several threads at once, so it keeps nothing between two calls.
 *
 * @see ParseTargets
 */
public interface ParseTarget {
    /** Name on the command line, and of the folder of its corpus. */
    String name();

    /**
     * Reads bytes. Errors that the reader is allowed to throw are caught here and looked at.
     *
     * @param bytes of any kind; not changed.
     * @throws AssertionError when an error does not say what it must, or two readings differ.
     * @throws Exception that the reader must not throw.
     */
    void parse(byte[] bytes) throws Exception;

    /**
     * Inputs beside those of the kept corpus.
     *
     * @return inputs that make sense; always the same.
     */
    default List<byte[]> seeds() {
        return List.of();
    }
}
