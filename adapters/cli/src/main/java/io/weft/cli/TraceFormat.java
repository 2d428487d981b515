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

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** How a trace is compressed, by the end of its name. */
enum TraceFormat {
    PLAIN(".swf") {
        @Override
        OutputStream compress(OutputStream target) {
            return target;
        }
    },
    GZIP(".gz") {
        @Override
        OutputStream compress(OutputStream target) throws IOException {
            return new GZIPOutputStream(target);
        }
    },
    XZ(".xz") {
        @Override
        OutputStream compress(OutputStream target) throws IOException {
            return new XZOutputStream(target, new LZMA2Options());
        }
    };

    private final String suffix;

    TraceFormat(String suffix) {
        this.suffix = suffix;
    }

    /**
     * The format of a file.
     *
     * @throws Failure of usage if its name ends in none of them
     */
    static TraceFormat of(String flag, Path file) {
        return Arrays.stream(values())
                .filter(format -> file.toString().endsWith(format.suffix))
                .findFirst()
                .orElseThrow(
                        () ->
                                Failure.usage(
                                        flag
                                                + "="
                                                + file
                                                + ", expected a name that ends in .swf, .gz or"
                                                + " .xz"));
    }

    /** How a file is compressed whose name may end in anything. */
    static TraceFormat compression(Path file) {
        return Arrays.stream(values())
                .filter(format -> file.toString().endsWith(format.suffix))
                .findFirst()
                .orElse(PLAIN);
    }

    /** A stream that compresses; closing it closes the target. */
    abstract OutputStream compress(OutputStream target) throws IOException;
}
