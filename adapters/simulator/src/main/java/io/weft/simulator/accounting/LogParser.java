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
package io.weft.simulator.accounting;

/** Takes the lines of a log and tells a listener what they say. */
interface LogParser {
    /** A file begins: what was said of columns is forgotten. */
    void onFile(String source);

    /**
     * The next line.
     *
     * @param lineNumber in its file, from 1
     */
    void onLine(String text, long lineNumber);

    /** The file ends. */
    void onFileEnd();

    /** The last file has ended. */
    void onEnd();
}
