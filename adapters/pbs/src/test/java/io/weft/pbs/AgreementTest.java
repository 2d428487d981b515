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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.manager.command.CommandResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The fake answers as a real server does: {@code answers.txt} is what OpenPBS 23.06.06 answered to
 * {@code interactions.txt}, and {@link RealPbsIT} holds it against a server that is there.
 */
class AgreementTest {
    static String resource(final String name) throws IOException {
        try (var in = AgreementTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldAnswerAsARealServerWhenItIsTheFake() throws Exception {
        final FakeClock clock = new FakeClock();
        final FakePbs pbs = new FakePbs(clock, 8);
        final CommandSite site =
                new CommandSite() {
                    @Override
                    public CommandResult run(final String user, final List<String> command) {
                        return pbs.run(user, command);
                    }

                    @Override
                    public void pause(final long milliseconds) {
                        clock.advance(milliseconds * FakeClock.MILLI);
                    }
                };
        final String script = resource("interactions.txt");

        final String answers = new Interactions(site).play(script);

        assertTrue(script.lines().filter(line -> line.startsWith("?")).count() >= 40);
        assertEquals(resource("answers.txt"), answers);
    }
}
