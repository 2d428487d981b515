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

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a disk may do to a journal. */
final class Damage {
    private static final String SEGMENT = "19700101H.cq4";
    private static final String POLICY = "easy";
    private static final int SEARCHED_LENGTH = 1 << 22;

    private Damage() {}

    /** Flips a bit in the payload of the entry that installs the policy. */
    static void flipBitInPolicyName(Path journal) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(journal.resolve(SEGMENT).toFile(), "rw")) {
            byte[] bytes = new byte[(int) Math.min(file.length(), SEARCHED_LENGTH)];
            file.readFully(bytes);
            int offset = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(POLICY);
            assertTrue(offset >= 0, "no policy in the journal");
            file.seek(offset);
            file.write(bytes[offset] ^ 1);
        }
    }
}
