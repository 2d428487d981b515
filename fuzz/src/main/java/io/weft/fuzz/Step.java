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
package io.weft.fuzz;

import io.weft.journal.MessagePrinter;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Inputs that come together: they are offered at once and the kernel then works until nothing is
 * left to do.
 *
 * @param delayNs how much time passes before.
 * @param messages the inputs, header first.
 */
record Step(long delayNs, List<byte[]> messages) {
    void appendTo(final StringBuilder text) {
        final MessagePrinter printer = new MessagePrinter();
        text.append("  after ").append(delayNs).append(" ns");
        for (final byte[] message : messages) {
            text.append("; ");
            printer.append(new UnsafeBuffer(message), 0, message.length, text);
        }
    }
}
