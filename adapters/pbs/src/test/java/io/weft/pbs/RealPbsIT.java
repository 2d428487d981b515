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
package io.weft.pbs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a real server answers. */
class RealPbsIT {
    @Test
    void shouldAnswerAsRecordedWhenItIsAsked() throws Exception {
        final RealPbs pbs = RealPbs.require();

        final String answers =
                new Interactions(pbs).play(AgreementTest.resource("interactions.txt"));

        final String record = System.getProperty("weft.pbs.record", "");
        if (!record.isEmpty()) {
            Files.writeString(Path.of(record, "answers.txt"), answers);
        }
        assertEquals(AgreementTest.resource("answers.txt"), answers);
    }
}
