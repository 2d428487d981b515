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
package io.weft.core.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** The schema as it is read for printing, against the code that is generated from it. */
class MessageSchemaTest {
    private static final String WIRE = "io.weft.core.wire.";

    private final MessageSchema schema = MessageSchema.load();

    @Test
    void shouldKnowEveryMessageAsItsDecoderDoes() throws ReflectiveOperationException {
        int count = 0;
        for (final int templateId : schema.templateIds()) {
            final MessageSchema.Block message = schema.message(templateId);
            final Class<?> decoder = Class.forName(WIRE + message.name() + "Decoder");

            assertEquals(templateId, decoder.getField("TEMPLATE_ID").getInt(null));
            assertEquals(
                    decoder.getField("BLOCK_LENGTH").getInt(null),
                    message.length(),
                    message.name());
            assertFields(decoder, message);
            for (final MessageSchema.Block group : message.groups()) {
                assertGroup(decoder, group);
            }
            count++;
        }
        assertTrue(count > 30, count + " messages");
    }

    private static void assertFields(final Class<?> decoder, final MessageSchema.Block block)
            throws ReflectiveOperationException {
        for (final MessageSchema.Field field : block.fields()) {
            final Method offset = decoder.getMethod(field.name() + "EncodingOffset");
            assertEquals(offset.invoke(null), field.offset(), block.name() + "." + field.name());
            final Method length = decoder.getMethod(field.name() + "EncodingLength");
            assertEquals(length.invoke(null), field.primitive().length());
        }
    }

    private static void assertGroup(final Class<?> decoder, final MessageSchema.Block group)
            throws ReflectiveOperationException {
        final String name =
                decoder.getName()
                        + "$"
                        + Character.toUpperCase(group.name().charAt(0))
                        + group.name().substring(1)
                        + "Decoder";
        final Method length = Class.forName(name).getMethod("sbeBlockLength");
        assertEquals(length.invoke(null), group.length(), name);
    }
}
